from __future__ import annotations

import pytest
from fitting import fit

SIZES = (50, 200, 800)


def test_a_power_law_is_found_with_what_it_says_of_a_larger_size() -> None:
    found = fit(SIZES, [0.02 * n**1.3 for n in SIZES])
    assert found.model == "power"
    assert found.exponent == pytest.approx(1.3)
    assert found.error < 1e-9
    assert found.at(5000) == pytest.approx(0.02 * 5000**1.3)


def test_a_cost_with_a_beginning_is_a_line_whose_exponent_would_promise_too_little() -> None:
    found = fit(SIZES, [300 + 2 * n for n in SIZES])
    assert found.model == "line"
    assert found.exponent < 1
    assert found.at(5000) == pytest.approx(10300)
    assert str(found) == "300 + 2 × n"


def test_a_small_size_weighs_as_much_as_a_large_one() -> None:
    """Absolute errors would let the largest decide alone."""
    found = fit(SIZES, [1.1 * 50, 200, 800])
    assert found.exponent == pytest.approx(0.966, abs=0.01)
    assert found.error < 0.05


def test_of_two_models_as_good_the_power_law_is_told() -> None:
    assert fit(SIZES, SIZES).model == "power"


@pytest.mark.parametrize(
    ("sizes", "costs"),
    [((50, 200), (1, 4)), ((50, 50, 50), (1, 1, 1)), (SIZES, (0, 1, 2)), ((0, 1, 2), (1, 1, 1)), (SIZES, (1, 2))],
)
def test_too_little_to_fit_is_refused(sizes: tuple[int, ...], costs: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="three sizes"):
        fit(sizes, costs)
