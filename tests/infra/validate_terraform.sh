#!/usr/bin/env bash
# terraform fmt and validate against the provider's schema, without the provider: `make test-terraform`.
set -euo pipefail
cd "$(dirname "$0")"
here=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go -C provider build -o "$work/over/terraform-provider-google" .
printf 'provider_installation {\n  dev_overrides { "hashicorp/google" = "%s/over" }\n  direct {}\n}\n' "$work" > "$work/cli.tfrc"
export TF_CLI_CONFIG_FILE="$work/cli.tfrc" PROVIDER_SCHEMA="$here/google-6.50.0.json" CHECKPOINT_DISABLE=1
terraform fmt -check -diff -no-color ../../infra/terraform
cp -r ../../infra/terraform "$work/good"
terraform -chdir="$work/good" validate -no-color
# A check that cannot fail proves nothing: an argument that the provider does not have must be refused.
cp -r ../../infra/terraform "$work/bad"
sed -i 's/public_access_prevention /public_access_prevented /' "$work/bad/storage.tf"
if terraform -chdir="$work/bad" validate -no-color > "$work/told" 2>&1; then
  echo "an unknown argument was not refused" >&2
  exit 1
fi
grep -q 'An argument named "public_access_prevented" is not expected here' "$work/told"
echo "3 passed, 0 failed"
