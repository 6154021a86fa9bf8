data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.name
  at        = "${local.region}:${local.account}"

  listeners = concat([var.gateway.listener_arn], var.more_listener_arns)
  secrets   = { for variable, parameter in var.secrets : variable => "arn:${local.partition}:ssm:${local.at}:parameter${var.secrets_path}${parameter}" }

  # A list is put between quotation marks, so that the template is JSON as well.
  list = "\",\""
  policy = jsondecode(templatefile("${path.module}/policy.json.tftpl", {
    acm              = "arn:${local.partition}:acm:${local.at}"
    ecs              = "arn:${local.partition}:ecs:${local.at}"
    elb              = "arn:${local.partition}:elasticloadbalancing:${local.at}"
    cluster          = var.cluster.arn
    cluster_name     = var.cluster.name
    own_cluster_name = aws_ecs_cluster.this.name
    listeners        = join(local.list, local.listeners)
    rules            = join(local.list, [for arn in local.listeners : "${replace(arn, ":listener/", ":listener-rule/")}/*"])
    log_groups       = join(local.list, [for prefix in var.roles.log_group_prefixes : "arn:${local.partition}:logs:${local.at}:log-group:${prefix}*"])
    hosted_zones     = join(local.list, [for id in sort(distinct(var.hosted_zone_ids)) : "arn:${local.partition}:route53:::hostedzone/${id}"])
    # As IAM compares them: a star is written as its octal code.
    own_records  = join(local.list, [for name in sort(distinct(concat([var.host, var.gateway.own_host], var.reserved_records))) : replace(name, "*", "\\\\052")])
    repositories = "arn:${local.partition}:ecr:${local.at}:repository/*"
    manifest     = var.manifest.arn
    secrets      = "arn:${local.partition}:ssm:${local.at}:parameter${var.roles.secrets_prefix}*"
    boundary     = var.roles.boundary_arn
    roles        = "arn:${local.partition}:iam::${local.account}:role${var.roles.role_path}*"
    passed_roles = join(local.list, concat(
      [var.roles.execution_role_arn, "arn:${local.partition}:iam::${local.account}:role${var.roles.role_path}*"],
      var.passed_role_arns,
    ))
  }))

  # One policy holds 6,144 characters.
  count      = 3
  statements = local.policy.Statement
  parts = [for part in range(local.count) : jsonencode({
    Version = local.policy.Version
    Statement = slice(
      local.statements,
      floor(length(local.statements) * part / local.count),
      floor(length(local.statements) * (part + 1) / local.count),
    )
  })]
  trust = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = {
        ArnLike      = { "aws:SourceArn" = "arn:${local.partition}:ecs:${local.at}:*" }
        StringEquals = { "aws:SourceAccount" = local.account }
      }
    }]
  })
}

# What the portal itself may do.
resource "aws_iam_role" "task" {
  name               = local.own
  assume_role_policy = local.trust
}

resource "aws_iam_policy" "task" {
  count = local.count

  name        = "${local.own}-${count.index + 1}"
  description = "What the portal may do, part ${count.index + 1} of ${local.count}"
  policy      = local.parts[count.index]

  lifecycle {
    precondition {
      condition     = length(local.parts[count.index]) <= 6144
      error_message = "Part ${count.index + 1} of the portal's policy has ${length(local.parts[count.index])} characters, and AWS takes 6144. Shorten hosted_zone_ids, reserved_records or passed_role_arns."
    }
  }
}

resource "aws_iam_role_policy_attachment" "task" {
  count = local.count

  role       = aws_iam_role.task.name
  policy_arn = aws_iam_policy.task[count.index].arn
}

# What ECS may do to start it: its log, and its own secrets.
resource "aws_iam_role" "execution" {
  name               = "${local.own}-execution"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "execution" {
  name = "execution"
  role = aws_iam_role.execution.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "SignInToRegistry"
        Effect   = "Allow"
        Action   = "ecr:GetAuthorizationToken"
        Resource = "*"
      },
      {
        Sid      = "Pull"
        Effect   = "Allow"
        Action   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = "arn:${local.partition}:ecr:${local.at}:repository/*"
      },
      {
        Sid      = "Log"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.this.arn}:*"
      },
      {
        Sid      = "ReadOwnSecrets"
        Effect   = "Allow"
        Action   = "ssm:GetParameters"
        Resource = values(local.secrets)
      },
      {
        Sid      = "ReadMasterPassword"
        Effect   = "Allow"
        Action   = "secretsmanager:GetSecretValue"
        Resource = local.master
      },
    ]
  })
}
