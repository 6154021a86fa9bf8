# An execution role of its own, made with the first secret: it reads the parameters of this environment and no others.

locals {
  store   = try(local.platform.secrets, null)
  secrets = local.store == null ? "" : "${local.store.prefix}${var.app}/${var.environment}/"
  at      = "${local.platform.region}:${local.account}"
}

resource "aws_iam_role" "execution" {
  count = length(var.secrets) == 0 ? 0 : 1

  name                 = "portal-${local.full}"
  path                 = local.store.rolePath
  permissions_boundary = local.store.boundary
  tags                 = var.tags
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })

  lifecycle {
    precondition {
      condition     = local.store != null
      error_message = "The platform has no place for secrets. Ask whoever keeps it for the manifest's secrets, or give plain variables."
    }
  }
}

resource "aws_iam_role_policy" "execution" {
  count = length(aws_iam_role.execution)

  name = "environment"
  role = aws_iam_role.execution[0].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["ecr:GetAuthorizationToken", "ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"]
        Resource = "*"
      },
      {
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:${local.at}:log-group:${local.log_group}:*"
      },
      {
        Effect   = "Allow"
        Action   = "ssm:GetParameters"
        Resource = "arn:aws:ssm:${local.at}:parameter${local.secrets}*"
      },
    ]
  })
}
