# The job works as this account, and may do nothing outside of its bucket and its own jobs.
resource "google_service_account" "worker" {
  account_id   = "dyadwire-worker"
  display_name = "dyadwire: workers and launcher"
}

# The scheduler works as this one: it can start jobs, and cannot read what they read.
resource "google_service_account" "scheduler" {
  account_id   = "dyadwire-scheduler"
  display_name = "dyadwire: starts jobs on schedule"
}

resource "google_project_iam_member" "worker" {
  project = var.project
  role    = "roles/dataflow.worker"
  member  = google_service_account.worker.member
}

# The launcher of a template creates the job that the workers then carry out.
resource "google_project_iam_member" "launcher" {
  project = var.project
  role    = "roles/dataflow.developer"
  member  = google_service_account.worker.member
}

resource "google_project_iam_member" "scheduler" {
  project = var.project
  role    = "roles/dataflow.developer"
  member  = google_service_account.scheduler.member
}

resource "google_service_account_iam_member" "scheduler_as_worker" {
  service_account_id = google_service_account.worker.name
  role               = "roles/iam.serviceAccountUser"
  member             = google_service_account.scheduler.member
}

resource "google_service_account_iam_member" "worker_as_itself" {
  service_account_id = google_service_account.worker.name
  role               = "roles/iam.serviceAccountUser"
  member             = google_service_account.worker.member
}

resource "google_storage_bucket_iam_member" "worker" {
  bucket = google_storage_bucket.news.name
  role   = "roles/storage.objectAdmin"
  member = google_service_account.worker.member
}

# Staging asks for the bucket's own properties, which the role above does not tell.
resource "google_storage_bucket_iam_member" "worker_bucket" {
  bucket = google_storage_bucket.news.name
  role   = "roles/storage.legacyBucketReader"
  member = google_service_account.worker.member
}

resource "google_storage_bucket_iam_member" "scheduler" {
  bucket = google_storage_bucket.news.name
  role   = "roles/storage.objectViewer"
  member = google_service_account.scheduler.member

  condition {
    title      = "templates"
    expression = "resource.name.startsWith(\"projects/_/buckets/${google_storage_bucket.news.name}/objects/templates/\")"
  }
}

resource "google_artifact_registry_repository_iam_member" "worker" {
  location   = google_artifact_registry_repository.images.location
  repository = google_artifact_registry_repository.images.name
  role       = "roles/artifactregistry.reader"
  member     = google_service_account.worker.member
}

# Collectors add segments and can neither read nor replace any.
resource "google_storage_bucket_iam_member" "collector" {
  for_each = toset(var.collector_members)
  bucket   = google_storage_bucket.news.name
  role     = "roles/storage.objectCreator"
  member   = each.value

  condition {
    title      = "spool"
    expression = "resource.name.startsWith(\"projects/_/buckets/${google_storage_bucket.news.name}/objects/spool/\")"
  }
}

resource "google_storage_bucket_iam_member" "reader" {
  for_each = toset(var.reader_members)
  bucket   = google_storage_bucket.news.name
  role     = "roles/storage.objectViewer"
  member   = each.value
}
