output "spool" {
  description = "Where collectors put segments: dyadwire collect FEEDS --spool …"
  value       = local.launch.launchParameter.parameters.input
}

output "lake" {
  description = "What to ask: dyadwire trend … --lake …"
  value       = local.lake
}

output "repository" {
  description = "Where the image is pushed."
  value       = google_artifact_registry_repository.images.id
}

output "worker" {
  description = "Account that jobs work as."
  value       = google_service_account.worker.email
}
