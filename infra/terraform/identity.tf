# The job works as this account. In the bucket it is held to the prefixes below. In the project it is not held to its own jobs:
# Dataflow's roles are a project's, and `dataflow.worker` may read and create objects in any of the project's buckets as well.
# So give dyadwire a project of its own.
resource "google_service_account" "worker" {
  account_id   = "dyadwire-worker"
  display_name = "dyadwire: workers and launcher"
}

# The scheduler works as this one: of the bucket it can read templates alone. But it starts jobs as the worker, which read more:
# whoever can be the scheduler can have anything run as the worker, and can stop every job of the project.
resource "google_service_account" "scheduler" {
  account_id   = "dyadwire-scheduler"
  display_name = "dyadwire: starts jobs on schedule"
}

resource "google_project_iam_member" "worker" {
  project = var.project
  role    = "roles/dataflow.worker"
  member  = google_service_account.worker.member
}

# The launcher of a template creates the job that the workers then carry out. No narrower role of Google's creates jobs.
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

# Of the spool jobs read: what was collected they can neither change nor remove.
resource "google_storage_bucket_iam_member" "worker_spool" {
  bucket = google_storage_bucket.news.name
  role   = "roles/storage.objectViewer"
  member = google_service_account.worker.member

  condition {
    title      = "spool"
    expression = "resource.name.startsWith(\"projects/_/buckets/${google_storage_bucket.news.name}/objects/spool/\")"
  }
}

# The lake is theirs to write, sweep and compact.
resource "google_storage_bucket_iam_member" "worker_lake" {
  bucket = google_storage_bucket.news.name
  role   = "roles/storage.objectUser"
  member = google_service_account.worker.member

  condition {
    title      = "lake"
    expression = "resource.name.startsWith(\"projects/_/buckets/${google_storage_bucket.news.name}/objects/lake/\")"
  }
}

# What jobs stage, and drop again.
resource "google_storage_bucket_iam_member" "worker_dataflow" {
  bucket = google_storage_bucket.news.name
  role   = "roles/storage.objectUser"
  member = google_service_account.worker.member

  condition {
    title      = "dataflow"
    expression = "resource.name.startsWith(\"projects/_/buckets/${google_storage_bucket.news.name}/objects/dataflow/\")"
  }
}

# Listing is asked of the bucket, not of an object, so that no prefix can narrow it: the names of all objects, and the bucket's
# own properties, which staging asks for. Not what is in the objects.
resource "google_storage_bucket_iam_member" "worker_names" {
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

# Readers read the lake, and of the spool, which holds the pages as publishers sent them, nothing.
resource "google_storage_bucket_iam_member" "reader" {
  for_each = toset(var.reader_members)
  bucket   = google_storage_bucket.news.name
  role     = "roles/storage.objectViewer"
  member   = each.value

  condition {
    title      = "lake"
    expression = "resource.name.startsWith(\"projects/_/buckets/${google_storage_bucket.news.name}/objects/lake/\")"
  }
}

# DuckDB lists folders: the names of all objects of the bucket can be seen, the spool's too, not what is in them.
resource "google_storage_bucket_iam_member" "reader_names" {
  for_each = toset(var.reader_members)
  bucket   = google_storage_bucket.news.name
  role     = "roles/storage.legacyBucketReader"
  member   = each.value
}
