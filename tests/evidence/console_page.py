"""What a person at the console sees of a page, for `tests.evidence.console`."""

TODAY = """() => location.pathname !== '/' || document.querySelector('[data-mark=resume], [data-mark=running] a')"""
"""Today with a run to resume or one that goes on, or another page: one that loads itself again when its server is back
overrides the one that a person asks for at the same moment, who then asks once more."""
LOOK = r"""() => {
  const part = document.querySelector('#question [data-number]');
  const stop = document.querySelector('#stop');
  return {
    number: part?.dataset.number ?? '', kind: part?.dataset.kind ?? '',
    ask: document.querySelector('#ask')?.innerText ?? '', unit: part?.querySelector('.sy-unit')?.innerText ?? '',
    ready: !!part && !!document.activeElement?.closest('#question') && performance.now() - window.syShown.since > 310,
    over: !!stop && stop.classList.contains('hidden'), resume: !!document.querySelector('#question .sy-go'),
    lost: !stop,
  };
}"""
BENCH = """
[bench]
name = "cable"
[roles.source]
driver = "pace"
address = "{address}"
timeout = 1.5
options = {{ slew = 500, dwell = 1, margin = 3000, poll = 1, vent_time = 3000 }}
[roles.gauge]
driver = "person"
[roles.inspector]
driver = "person"
[roles.room]
driver = "person"
[standards]
source = ["PC-01"]
room = ["TH-01"]
"""
