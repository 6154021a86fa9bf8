#!/bin/bash
# What one machine is and knows is not to be in every node: identities, keys, logs, and the agent's own state, by which
# a second node would register as the first.
set -euo pipefail
root=${1:-}

if [ -z "$root" ]; then
  systemctl stop ecs docker.socket docker amazon-ssm-agent
  dnf -y -q clean all
  cloud-init clean --logs --seed
fi
rm -rf \
  "$root"/var/lib/ecs/data/* \
  "$root"/var/log/ecs/* \
  "$root"/var/lib/amazon/ssm/* \
  "$root"/var/log/amazon/ssm/* \
  "$root"/var/log/journal/* \
  "$root"/var/lib/cloud/instance \
  "$root"/var/lib/cloud/instances/* \
  "$root"/etc/ssh/ssh_host_*_key* \
  "$root"/tmp/files
# Empty, not gone: systemd fills it at the first boot.
: >"$root/etc/machine-id"
find "$root/var/log" -type f -exec truncate -s 0 {} +
for home in root home/ec2-user; do
  rm -f "$root/$home/.ssh/authorized_keys" "$root/$home/.bash_history"
done
