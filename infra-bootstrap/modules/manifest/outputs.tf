output "parameter_name" {
  description = "Parameter that the manifest is published as; the portal's setting portal.aws.manifest."
  value       = aws_ssm_parameter.manifest.name
}

output "parameter_arn" {
  description = "The same parameter, for the policy of its reader."
  value       = aws_ssm_parameter.manifest.arn
}

output "document" {
  description = "The manifest as it is published, in JSON."
  value       = nonsensitive(aws_ssm_parameter.manifest.value)
}
