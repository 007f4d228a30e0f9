#!/usr/bin/env bash
# One node of a cluster, in the foreground: the node lives as long as this does.
#   deploy/node.sh head [OPTION OF ray start ...]              Ray's head, and Manta on it
#   deploy/node.sh worker HEAD:6379 [OPTION OF ray start ...]  one more node
# Options given here come after ours and so win over them. The ports are those of deploy/README.md.
set -euo pipefail

node=(
  --block --disable-usage-stats
  --node-manager-port=6380 --object-manager-port=6381 --runtime-env-agent-port=6382
  --dashboard-agent-grpc-port=6383 --dashboard-agent-listen-port=52365 --metrics-export-port=8080
  --min-worker-port=10002 --max-worker-port=10999
)

kind=${1:-}
shift || true
case $kind in
  worker)
    head_address=$1
    shift
    exec ray start --address="$head_address" "${node[@]}" "$@"
    ;;
  head) ;;
  *)
    sed -n '2,5p' "$0" >&2
    exit 64
    ;;
esac

gcs_port=${GCS_PORT:-6379}
ray start --head --port="$gcs_port" --ray-client-server-port=10001 --dashboard-port=8265 "${node[@]}" "$@" &
ray=$!
manta=

# Manta hands back what it works on while Ray still runs.
stop() {
  trap '' TERM INT
  if [ -n "$manta" ]; then
    kill -TERM "$manta" 2> /dev/null || true
    wait "$manta" || true
  fi
  kill -TERM "$ray" 2> /dev/null || true
  wait "$ray" || true
  exit "$1"
}
trap 'stop 0' TERM INT

until (exec 3<> "/dev/tcp/127.0.0.1/$gcs_port") 2> /dev/null; do
  kill -0 "$ray" 2> /dev/null || stop 1
  sleep 0.2
done
RAY_ADDRESS=127.0.0.1:$gcs_port manta up &
manta=$!

# Neither is of use without the other: whoever runs this node starts both again.
wait -n "$ray" "$manta" || true
if ! kill -0 "$ray" 2> /dev/null; then
  # Manta would ask a Ray that is gone to stop its actors. It holds nothing; the database has it all.
  kill -KILL "$manta" 2> /dev/null || true
fi
stop 1
