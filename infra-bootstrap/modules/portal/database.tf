resource "aws_db_subnet_group" "this" {
  name       = local.own
  subnet_ids = var.subnet_ids
}

resource "aws_security_group" "database" {
  name        = "${local.own}-database"
  description = "The portal's database: from its own nodes only"
  vpc_id      = var.vpc_id
  tags        = { Name = "${local.own}-database" }
}

resource "aws_vpc_security_group_ingress_rule" "database" {
  security_group_id            = aws_security_group.database.id
  description                  = "The portal's nodes"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = module.nodes.security_group_id
}

# The master's password is made, kept and changed by RDS. The portal has a role of its own in the database, so that its
# password does not change under it.
resource "aws_db_instance" "this" {
  identifier                   = local.own
  engine                       = "postgres"
  engine_version               = var.database.version
  instance_class               = var.database.instance_class
  storage_type                 = "gp3"
  allocated_storage            = var.database.storage_gib
  storage_encrypted            = true
  multi_az                     = var.database.multi_az
  db_subnet_group_name         = aws_db_subnet_group.this.name
  vpc_security_group_ids       = [aws_security_group.database.id]
  publicly_accessible          = false
  username                     = "master"
  manage_master_user_password  = true
  backup_retention_period      = var.database.backup_days
  backup_window                = "02:00-03:00"
  maintenance_window           = "sun:03:30-sun:04:30"
  copy_tags_to_snapshot        = true
  auto_minor_version_upgrade   = true
  performance_insights_enabled = false
  deletion_protection          = var.deletion_protection
  skip_final_snapshot          = !var.deletion_protection
  final_snapshot_identifier    = "${local.own}-last"
}

resource "aws_cloudwatch_metric_alarm" "storage" {
  alarm_name          = "${local.own}-database-storage"
  alarm_description   = "The portal's database has less than 2 GiB left; once it is full, the portal takes no more wishes. Raise database.storage_gib and apply."
  namespace           = "AWS/RDS"
  metric_name         = "FreeStorageSpace"
  dimensions          = { DBInstanceIdentifier = aws_db_instance.this.identifier }
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 3
  threshold           = 2 * 1024 * 1024 * 1024
  comparison_operator = "LessThanThreshold"
  alarm_actions       = var.alarm_topic_arns
  ok_actions          = var.alarm_topic_arns
}
