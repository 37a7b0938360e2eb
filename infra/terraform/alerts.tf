resource "google_monitoring_notification_channel" "mail" {
  for_each     = toset(var.notify)
  display_name = "dyadwire: ${each.value}"
  type         = "email"
  labels       = { email_address = each.value }
}

# A job tells "batch committed: lake=… batch=… {…books…}" once, also where nothing was new (pipelines/logs.py).
resource "google_logging_metric" "committed" {
  name        = "dyadwire/batches_committed"
  description = "Runs that brought the lake up to date."
  filter      = "resource.type=\"dataflow_step\" AND \"batch committed\" AND \"lake=${local.lake}\""

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
    unit        = "1"
  }
}

resource "google_monitoring_alert_policy" "stale" {
  display_name          = "dyadwire: the lake is stale"
  combiner              = "OR"
  notification_channels = [for channel in google_monitoring_notification_channel.mail : channel.name]

  conditions {
    display_name = "no batch was committed for ${var.stale_after_hours} hours"
    condition_absent {
      filter   = "metric.type=\"logging.googleapis.com/user/${google_logging_metric.committed.name}\" AND resource.type=\"dataflow_step\""
      duration = "${var.stale_after_hours * 3600}s"
      aggregations {
        alignment_period     = "3600s"
        per_series_aligner   = "ALIGN_DELTA"
        cross_series_reducer = "REDUCE_SUM"
      }
    }
  }

  documentation {
    mime_type = "text/markdown"
    content   = "No scheduled job has committed. See *Operating it* in infra/README.md: is a job running, did one fail, does a dead one hold the lake?"
  }
}

resource "google_monitoring_alert_policy" "failed_job" {
  display_name          = "dyadwire: a job failed"
  combiner              = "OR"
  notification_channels = [for channel in google_monitoring_notification_channel.mail : channel.name]

  conditions {
    display_name = "Dataflow reports a failed job"
    condition_threshold {
      filter          = "metric.type=\"dataflow.googleapis.com/job/is_failed\" AND resource.type=\"dataflow_job\" AND resource.label.job_name=\"dyadwire-scheduled\""
      comparison      = "COMPARISON_GT"
      threshold_value = 0
      duration        = "0s"
      aggregations {
        alignment_period   = "300s"
        per_series_aligner = "ALIGN_MAX"
      }
    }
  }

  documentation {
    mime_type = "text/markdown"
    content   = "Nothing is half-written: the next job reads the same segments again. If it died it holds the lake until its lease ends: see infra/README.md."
  }
}

resource "google_monitoring_alert_policy" "failed_inputs" {
  display_name          = "dyadwire: many inputs failed"
  combiner              = "OR"
  notification_channels = [for channel in google_monitoring_notification_channel.mail : channel.name]

  conditions {
    display_name = "more than ${var.most_failed} inputs of a job could not be used"
    condition_threshold {
      filter          = "metric.type=\"dataflow.googleapis.com/job/user_counter\" AND resource.type=\"dataflow_job\" AND metric.label.metric_name=\"failed\" AND resource.label.job_name=\"dyadwire-scheduled\""
      comparison      = "COMPARISON_GT"
      threshold_value = var.most_failed
      duration        = "0s"
      aggregations {
        alignment_period   = "300s"
        per_series_aligner = "ALIGN_MAX"
      }
    }
  }

  documentation {
    mime_type = "text/markdown"
    content   = "`SELECT stage, reason, count(*) FROM failures GROUP BY ALL` on the lake says what they were."
  }
}
