output "forwarding" {
  description = "Where and as what log groups forward their lines, as the platform's manifest has it; null when nothing is forwarded."
  value = var.destination_arn == null ? null : {
    destination = var.destination_arn
    role        = one(aws_iam_role.forward[*].arn)
    filter      = var.filter_pattern
  }
}
