# SPDX-License-Identifier: EUPL-1.2
"""Cases in every phase, for pages to show."""


class Cases:
    """One case of each kind that there is work in."""

    def __init__(self, stage):
        first, second = stage.folder + "/officer-1", stage.folder + "/officer-2"

        self.phone = stage.phone()

        def reported(phone=None):
            return stage.report(phone or stage.phone())

        self.reported = reported(self.phone)["zaak"]
        # So that several can be chosen.
        self.others = [reported()["zaak"] for _ in range(4)]
        self.proposed = reported()["zaak"]
        stage.must("decide", "block", self.proposed, "--reasons", "Diefstal is aannemelijk", "--as", first)
        in_force = reported()
        self.in_force = in_force["zaak"]
        stage.block(self.in_force)
        stage.post(
            f"/v1/meldingen/{in_force['melding']}/bezwaren", {"geheim": in_force["geheim"], "gronden": "Het toestel is van mij."})
        stage.post(
            f"/v1/meldingen/{in_force['melding']}/rectificaties",
            {"geheim": in_force["geheim"], "onderdeel": "details", "fout": "Utrecht", "moetZijn": "Amersfoort"})
        self.closed = reported()["zaak"]
        stage.block(self.closed)
        stage.must("decide", "unblock", self.closed, "--reasons", "De eigenaar heeft het terug", "--as", second)
        self.dismissed = reported()["zaak"]
        stage.must("decide", "dismiss", self.dismissed, "--reasons", "Geen aanwijzing voor diefstal", "--as", first)

    @property
    def all(self):
        return [self.reported, self.proposed, self.in_force, self.closed, self.dismissed]
