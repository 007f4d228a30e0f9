"""How Serve scales the ingress: its controller imports this module and asks it every second."""

from ray.serve.config import AutoscalingConfig, AutoscalingContext, AutoscalingPolicy

from pipeline.replicas import wanted_replicas

STATISTIC = "processor_share"
"""What each replica tells of itself, see `pipeline.replicas.ProcessorShare`."""

LOOK_BACK_S = 20.0
UP_AFTER_S = 10.0
DOWN_AFTER_S = 600.0
"""A replica that goes cuts its sockets off, which then resume at another: not for a lull of minutes."""


def follow_load(context: AutoscalingContext) -> tuple[int, dict[str, object]]:
    """Serve's form of `wanted_replicas`; Serve sees to the bounds and waits before it follows."""
    shares = (context.aggregated_metrics or {}).get(STATISTIC, {})
    return wanted_replicas(shares.values(), context.current_num_replicas), {}


def autoscaling(least: int, most: int) -> AutoscalingConfig:
    """Return how Serve scales the ingress between two numbers of replicas."""
    return AutoscalingConfig(
        min_replicas=least,
        max_replicas=most,
        look_back_period_s=LOOK_BACK_S,
        upscale_delay_s=UP_AFTER_S,
        downscale_delay_s=DOWN_AFTER_S,
        policy=AutoscalingPolicy(policy_function=follow_load),
    )
