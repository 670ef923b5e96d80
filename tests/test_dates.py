"""Dates and times in every form that committee papers use."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.dates import day_and_month, full_dates, months, start_time, without_year


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("5 March 2019", "2019-03-05"),
        ("Tuesday, 5th March, 2019", "2019-03-05"),
        ("5TH MARCH 2019", "2019-03-05"),
        ("5 th March 2019", "2019-03-05"),
        ("the 5th of March 2019", "2019-03-05"),
        ("the 5th day of March, 2019", "2019-03-05"),
        ("March 5, 2019", "2019-03-05"),
        ("March 5th 2019", "2019-03-05"),
        ("5 Mar 2019", "2019-03-05"),
        ("5 Sept. 2019", "2019-09-05"),
        ("5 Sep 1987", "1987-09-05"),
        ("05/03/2019", "2019-03-05"),
        ("5/3/19", "2019-03-05"),
        ("5th. March 2019", "2019-03-05"),
        ("5thMarch 2019", "2019-03-05"),
        ("5-Mar-2019", "2019-03-05"),
        ("5-Mar-19", "2019-03-05"),
        ("5 March ’19", "2019-03-05"),
        ("5ed o Fawrth / 5 Mawrth 2019", "2019-03-05"),
        ("5ú Márta, 2019", "2019-03-05"),
        ("1 Deireadh Fómhair 2019", "2019-10-01"),
        ("5.3.2019", "2019-03-05"),
        ("5-3-2019", "2019-03-05"),
        ("2019-03-05", "2019-03-05"),
        ("31/12/69", "2069-12-31"),
        ("31/12/70", "1970-12-31"),
        ("29 February 2020", "2020-02-29"),
        ("held on 5 May\u00a02020", "2020-05-05"),
    ],
)
def test_full_date(text: str, iso: str) -> None:
    [found] = full_dates(text)
    assert found.iso == iso
    assert text[found.begin : found.end].strip() == text[found.begin : found.end]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "March 2019",
        "5 March",
        "31 February 2019",
        "29 February 2019",
        "0 May 2019",
        "45/13/2019",
        "12/25/2019",
        "5/3.2019",
        "1.2.3.4",
        "10.11.12.2019",
        "192.168.10.19",
        "5 March 1066",
        "5 Marching 2019",
        "15/00378/PP",
        "call 01-02-1234",
        "٥ March 2019",
    ],
)
def test_no_full_date(text: str) -> None:
    assert list(full_dates(text)) == []


def test_all_dates_of_a_text() -> None:
    text = "From 1 May 2019 to 2/6/2019, as on 30 June, 2019."
    assert [(text[d.begin : d.end], d.iso) for d in full_dates(text)] == [
        ("1 May 2019", "2019-05-01"),
        ("2/6/2019", "2019-06-02"),
        ("30 June, 2019", "2019-06-30"),
    ]


@given(
    st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%d/%m/%Y"]),
)
def test_every_day_is_read_back(day: datetime.date, form: str) -> None:
    assert [d.iso for d in full_dates(f"on {day.strftime(form)} at")] == [day.isoformat()]


def test_months_that_are_no_part_of_a_full_date() -> None:
    text = "Between 5 March 2019 and April 2020, or Sept, 2021; May is a name, and may 20 come."
    assert [(text[d.begin : d.end], d.iso) for d in months(text)] == [
        ("April 2020", "2020-04"),
        ("Sept, 2021", "2021-09"),
    ]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("28 July", "2020-07-28"),
        (" 1st Feb ", "2020-02-01"),
        ("29 February", "2020-02-29"),
        ("3 May Street", "2020-05-03"),
    ],
)
def test_day_and_month(text: str, iso: str) -> None:
    assert day_and_month(text, 2020) == iso


@pytest.mark.parametrize("text", ["", "July", "30 February", "32 July", "on 28 July", "28 Julyish"])
def test_no_day_and_month(text: str) -> None:
    assert day_and_month(text, 2020) is None


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("5.30 p.m.", "17:30"),
        ("5:30pm", "17:30"),
        ("at 7pm", "19:00"),
        ("10AM.", "10:00"),
        ("12.15 a.m.", "00:15"),
        ("12.15 pm", "12:15"),
        ("12 noon", "12:00"),
        ("14:00", "14:00"),
        ("14.00 hours", "14:00"),
        ("1930hrs", "19:30"),
        ("7.00 pm for 7.30 pm", "19:00"),
    ],
)
def test_start_time(text: str, time: str) -> None:
    assert start_time(text) == time


@pytest.mark.parametrize("text", ["", "soon", "25:00", "12.75", "7 parks", "3.2", "2019", "1.234", "1960 hrs"])
def test_no_start_time(text: str) -> None:
    assert start_time(text) is None


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    for found in (*full_dates(text), *months(text)):
        assert 0 <= found.begin < found.end <= len(text)
    assert start_time(text) is None or len(str(start_time(text))) == 5
    assert day_and_month(text, 2020) is None or len(str(day_and_month(text, 2020))) == 10


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("5 March", "2018-03-05"),
        ("Tuesday 5th March", "2019-03-05"),
        ("Tues. the 5th of March at 7 pm", "2019-03-05"),
        ("Tuesday, March 5th", "2019-03-05"),
        ("Saturday 5 March", None),
        ("31 February", None),
        ("5 March 2019", None),
        ("5 Mar-19", None),
        ("March", None),
    ],
)
def test_a_date_without_year_is_in_the_first_year_that_fits(text: str, iso: str | None) -> None:
    assert [found.iso for found in without_year(text, [2018, 2019])] == ([iso] if iso else [])


def test_without_years_no_date_without_year() -> None:
    assert not list(without_year("Tuesday 5 March", []))
