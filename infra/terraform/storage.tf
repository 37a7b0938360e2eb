# One bucket: spool/ (segments as collected), lake/ (the tables), dataflow/ (what jobs stage and drop).
resource "google_storage_bucket" "news" {
  name                        = var.bucket
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  # What a takedown removes must be gone when that says so, and jobs refuse temporary buckets that keep what is deleted.
  soft_delete_policy {
    retention_duration_seconds = 0
  }

  versioning {
    enabled = false
  }

  lifecycle_rule {
    condition {
      age            = var.spool_days
      matches_prefix = ["spool/"]
    }
    action {
      type = "Delete"
    }
  }

  lifecycle_rule {
    condition {
      age            = 7
      matches_prefix = ["dataflow/"]
    }
    action {
      type = "Delete"
    }
  }

  # Parts of uploads that were cut short: nobody sees them, but they are paid.
  lifecycle_rule {
    condition {
      age = 2
    }
    action {
      type = "AbortIncompleteMultipartUpload"
    }
  }
}

resource "google_artifact_registry_repository" "images" {
  repository_id = "dyadwire"
  location      = var.region
  format        = "DOCKER"
  description   = "Images of dyadwire. The newest ten stay, to roll back to."

  cleanup_policies {
    id     = "keep-newest"
    action = "KEEP"
    most_recent_versions {
      keep_count = 10
    }
  }

  cleanup_policies {
    id     = "delete-old"
    action = "DELETE"
    condition {
      older_than = "7776000s"
    }
  }
}
