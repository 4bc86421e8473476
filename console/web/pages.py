"""Every page of the console, in the order of the navigation. A new page is a module beside this one and a line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from console.web import (
    campaign,
    campaigns,
    capability,
    cases,
    confirmation,
    done,
    energy,
    form,
    history,
    instrument,
    integrity,
    integrity_unit,
    monitoring,
    programme,
    record,
    run,
    standard,
    standards,
    start,
    statistics,
    target,
    today,
    traffic,
)

if TYPE_CHECKING:
    from console.web.page import Page

PAGES: tuple[Page, ...] = (
    today.PAGE,
    start.PAGE,
    run.LIST,
    run.PAGE,
    done.PAGE,
    form.PAGE,
    history.PAGE,
    record.PAGE,
    traffic.PAGE,
    instrument.PAGE,
    statistics.PAGE,
    monitoring.PAGE,
    energy.PAGE,
    programme.PAGE,
    target.PAGE,
    standards.PAGE,
    standard.PAGE,
    capability.PAGE,
    campaigns.PAGE,
    campaign.PAGE,
    cases.LIST,
    cases.PAGE,
    integrity.PAGE,
    integrity_unit.PAGE,
    confirmation.PAGE,
)
