# Cloud Scheduler sends the same body every time: it has no way to write a date into it, and needs none. The job finds
# what is new by the records in the lake (--only_new), so that a run which was missed is made good by the next.
# The name is always the same as well: Dataflow refuses a second job of a name while the first is running.
locals {
  lake = "gs://${google_storage_bucket.news.name}/lake"

  launch = {
    launchParameter = {
      jobName              = "dyadwire-scheduled"
      containerSpecGcsPath = var.template
      parameters = {
        input     = "gs://${google_storage_bucket.news.name}/spool"
        output    = local.lake
        only_new  = "true"
        keep_text = var.keep_text
      }
      environment = {
        sdkContainerImage   = var.image
        serviceAccountEmail = google_service_account.worker.email
        machineType         = var.machine_type
        maxWorkers          = var.max_workers
        tempLocation        = "gs://${google_storage_bucket.news.name}/dataflow/temp"
        stagingLocation     = "gs://${google_storage_bucket.news.name}/dataflow/staging"
        ipConfiguration     = "WORKER_IP_PRIVATE"
      }
    }
  }
}

resource "google_cloud_scheduler_job" "scheduled" {
  name             = "dyadwire-scheduled"
  region           = var.region
  description      = "Takes in what the collector has put into the spool."
  schedule         = var.schedule
  time_zone        = var.time_zone
  attempt_deadline = "180s"

  retry_config {
    retry_count          = 3
    min_backoff_duration = "60s"
  }

  http_target {
    http_method = "POST"
    uri         = "https://dataflow.googleapis.com/v1b3/projects/${var.project}/locations/${var.region}/flexTemplates:launch"
    headers     = { "Content-Type" = "application/json" }
    body        = base64encode(jsonencode(local.launch))

    oauth_token {
      service_account_email = google_service_account.scheduler.email
    }
  }
}
