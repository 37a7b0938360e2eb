variable "project" {
  description = "Id of the Google Cloud project."
  type        = string
}

variable "region" {
  description = "Region of bucket, image and jobs: keep all three in one, traffic between regions is paid."
  type        = string
  default     = "europe-west1"
}

variable "bucket" {
  description = "Name of the bucket for spool, lake and templates; unique in the world."
  type        = string
}

variable "image" {
  description = "Address of the image, target `dataflow` of infra/Dockerfile, with its digest (…@sha256:…)."
  type        = string

  validation {
    condition     = can(regex("@sha256:[0-9a-f]{64}$", var.image))
    error_message = "Name the image by its digest: a tag may change between launcher and workers."
  }
}

variable "template" {
  description = "Address of the template's specification, as `gcloud dataflow flex-template build` wrote it."
  type        = string
}

variable "schedule" {
  description = "When a job is started, as cron writes it. At least twice a day: see stale_after_hours."
  type        = string
  default     = "17 */6 * * *"
}

variable "time_zone" {
  description = "Time zone of the schedule."
  type        = string
  default     = "Etc/UTC"
}

variable "machine_type" {
  description = "Machine of a worker. Extraction is bound by processors and needs some 1.5 GB a process."
  type        = string
  default     = "n2-standard-2"
}

variable "max_workers" {
  description = "Most workers of one job."
  type        = number
  default     = 4
}

variable "keep_text" {
  description = "What is kept of publishers' texts: full, sentences or none."
  type        = string
  default     = "full"

  validation {
    condition     = contains(["full", "sentences", "none"], var.keep_text)
    error_message = "keep_text is full, sentences or none."
  }
}

variable "spool_days" {
  description = "Days that spool segments stay in the bucket. The lake does not need them once they are taken in."
  type        = number
  default     = 90
}

variable "notify" {
  description = "Mail addresses that alerts go to."
  type        = list(string)
}

variable "stale_after_hours" {
  description = "Hours without a committed batch after which an alert is raised, from the first batch on; 23 at most, which is the service's limit."
  type        = number
  default     = 14

  validation {
    condition     = var.stale_after_hours >= 1 && var.stale_after_hours <= 23
    error_message = "stale_after_hours lies between 1 and 23."
  }
}

variable "most_failed" {
  description = "Inputs of one job that may fail before an alert is raised."
  type        = number
  default     = 1000
}

variable "collector_members" {
  description = "Who may put segments into the spool, such as serviceAccount:collector@project.iam.gserviceaccount.com."
  type        = list(string)
  default     = []
}

variable "reader_members" {
  description = "Who may ask the lake. They read it, and see the names of what else is in the bucket."
  type        = list(string)
  default     = []
}
