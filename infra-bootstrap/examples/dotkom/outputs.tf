output "portal_url" {
  description = "Address of the portal."
  value       = module.portal.url
}

output "manifest" {
  description = "What the portal knows of the platform."
  value       = module.manifest.document
}

output "manifest_parameter" {
  description = "Parameter in which the portal finds it."
  value       = module.manifest.parameter_name
}

output "portal_policy" {
  description = "What the portal may do in this account."
  value       = module.portal.policy
}

output "secret_parameters" {
  description = "Parameters that a person stores before the portal starts for the first time."
  value       = module.portal.secret_parameters
}
