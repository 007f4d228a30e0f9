"""pydantic-ai's own spans, below ours: imported only where MANTA_TRACING is on."""

from opentelemetry.metrics import NoOpMeterProvider
from opentelemetry.trace import TracerProvider
from pydantic_ai import Agent
from pydantic_ai.models.instrumented import InstrumentationSettings


def instrument_agents(provider: TracerProvider) -> None:
    """Let every agent of this process write spans, without what it is shown and what it answers.

    Its metrics are left out: they would go to the meter that Ray sets up for itself.
    """
    Agent.instrument_all(
        InstrumentationSettings(
            tracer_provider=provider,
            meter_provider=NoOpMeterProvider(),
            include_content=False,
            include_binary_content=False,
            include_model_request_parameters=False,
        )
    )
