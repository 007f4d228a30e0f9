"""How good a model is: labelled messages go through an analyst, and its answers are compared with the labels.

In order: `messages` (the labelled files), `running` (asking the models), `comparing` (an answer beside its
label), `scoring` (the figures of `figures`, from `metrics`, `intervals` and `calibration`) and `costs`,
`reporting` (the `report`, which is also the JSON), then `picture` and `requirements`. scikit-learn and
matplotlib are extras, loaded when needed (`extras`).
"""
