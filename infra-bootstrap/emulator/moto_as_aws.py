"""moto, with those answers put right in which it leaves out what it was told; the Terraform that is tried stays as it is.

Usage: python3 moto_as_aws.py -H 127.0.0.1 -p PORT
"""

import json
import sys

from moto.ec2.models.launch_templates import LaunchTemplateBackend
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ecs.responses import EC2ContainerServiceResponse
from moto.server import main
from moto.sqs.models import Queue

create_launch_template = LaunchTemplateBackend.create_launch_template
create_service = EC2ContainerServiceResponse.create_service
queue_attributes = Queue.attributes
update_service = EC2ContainerServiceResponse.update_service

# What AWS keeps of a service and moto 5.2 does not.
KEPT = {
    "availabilityZoneRebalancing": "availability_zone_rebalancing",
    "capacityProviderStrategy": "capacity_provider_strategy",
    "deploymentConfiguration": "deployment_configuration",
    "enableECSManagedTags": "enable_ecs_managed_tags",
    "healthCheckGracePeriodSeconds": "health_check_grace_period_seconds",
    "placementConstraints": "placement_constraints",
    "placementStrategy": "placement_strategy",
}


def keep(self, answer):
    service = answer.result["service"]
    for parameter, attribute in KEPT.items():
        value = self._get_param(parameter)
        if value is not None:
            setattr(service, attribute, value)
    # A service is placed by its providers or by a launch type.
    if getattr(service, "capacity_provider_strategy", None):
        service.launch_type = None
    # In bridge mode there is none; an empty one ends Terraform's AWS provider.
    if not service.network_configuration:
        service.network_configuration = None
    return answer


def template(self, name, description, template_data, tag_spec):
    """A launch template's own tags are not among those that it gives to instances."""
    given = template_data.pop("TagSpecifications", [])
    kept = [spec for spec in given if spec.get("ResourceType") != "launch-template"]
    if kept:
        template_data["TagSpecifications"] = kept
    return create_launch_template(self, name, description, template_data, tag_spec)


def description(rule):
    """A rule between security groups has a description as well."""
    return rule.ip_range.get("Description") or rule.source_group.get("Description")


def attributes(queue):
    """The redrive policy comes back without spaces, as it is sent."""
    told = queue_attributes.fget(queue)
    if told.get("RedrivePolicy"):
        told["RedrivePolicy"] = json.dumps(json.loads(told["RedrivePolicy"]), separators=(",", ":"))
    return told


EC2ContainerServiceResponse.create_service = lambda self: keep(self, create_service(self))
EC2ContainerServiceResponse.update_service = lambda self: keep(self, update_service(self))
LaunchTemplateBackend.create_launch_template = template
Queue.attributes = property(attributes)
SecurityGroupRule.description = property(description)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
