"""One example of each command, as it is typed in a laboratory's folder."""

from console.catalogue.account_help import EXAMPLES as OF_ACCOUNTS
from console.catalogue.agent_texts import EXAMPLES as OF_AGENTS
from console.catalogue.alarm_texts import EXAMPLES as OF_ALARMS
from console.catalogue.campaign_texts import EXAMPLES as OF_CAMPAIGNS
from console.catalogue.case_help import EXAMPLES as OF_CASES
from console.catalogue.compulsory_texts import EXAMPLES as OF_COMPULSORY
from console.catalogue.confirmation_texts import EXAMPLES as OF_CONFIRMATIONS
from console.catalogue.dcc_help import EXAMPLES as OF_DCC
from console.catalogue.document_help import EXAMPLES as OF_DOCUMENTS
from console.catalogue.dynamic_help import EXAMPLES as OF_DYNAMIC
from console.catalogue.energy_texts import EXAMPLES as OF_ENERGY
from console.catalogue.exchange_help import EXAMPLES as OF_EXCHANGE
from console.catalogue.integrity_texts import EXAMPLES as OF_INTEGRITY
from console.catalogue.kit_texts import EXAMPLES as OF_KITS
from console.catalogue.material_texts import EXAMPLES as OF_MATERIALS
from console.catalogue.monitor_archive_texts import EXAMPLES as OF_ARCHIVES
from console.catalogue.monitor_register_texts import EXAMPLES as OF_METER_READINGS
from console.catalogue.monitor_texts import EXAMPLES as OF_MONITORS
from console.catalogue.package_help import EXAMPLES as OF_PACKAGES
from console.catalogue.power_help import EXAMPLES as OF_POWER
from console.catalogue.prediction_texts import EXAMPLES as OF_PREDICTIONS
from console.catalogue.profile_texts import EXAMPLES as OF_PROFILES
from console.catalogue.queue_texts import EXAMPLES as OF_THE_QUEUE
from console.catalogue.register_help import EXAMPLES as OF_REGISTERS
from console.catalogue.risk_help import EXAMPLES as OF_RISK
from console.catalogue.screening_texts import EXAMPLES as OF_SCREENING
from console.catalogue.standard_help import EXAMPLES as OF_STANDARDS
from console.catalogue.statistics_help import EXAMPLES as OF_STATISTICS
from console.catalogue.suspicious_help import EXAMPLES as OF_SUSPICIOUS
from console.catalogue.target_texts import EXAMPLES as OF_TARGETS
from console.catalogue.today_texts import EXAMPLES as OF_TODAY
from console.catalogue.witness_texts import EXAMPLES as OF_WITNESS

EXAMPLES = {
    **OF_REGISTERS,
    **OF_AGENTS,
    **OF_THE_QUEUE,
    **OF_KITS,
    **OF_ALARMS,
    **OF_ARCHIVES,
    **OF_MONITORS,
    **OF_METER_READINGS,
    **OF_PREDICTIONS,
    **OF_COMPULSORY,
    **OF_DCC,
    **OF_ENERGY,
    **OF_EXCHANGE,
    **OF_SCREENING,
    **OF_STANDARDS,
    **OF_STATISTICS,
    **OF_TARGETS,
    **OF_WITNESS,
    **OF_SUSPICIOUS,
    **OF_POWER,
    **OF_RISK,
    **OF_CASES,
    **OF_PACKAGES,
    **OF_PROFILES,
    **OF_DYNAMIC,
    **OF_MATERIALS,
    **OF_INTEGRITY,
    **OF_CONFIRMATIONS,
    **OF_CAMPAIGNS,
    **OF_TODAY,
    "console": "console --lab laboratory",
    **OF_ACCOUNTS,
    **OF_DOCUMENTS,
    "run": 'run "JJG 52" --bench benches/gauge.toml --subject subjects/gauge.toml',
    "form": 'form "JJG 52" --subject subjects/gauge.toml -o form.csv',
    "plan": 'plan "JJG 52" --bench benches/gauge.toml --subject subjects/gauge.toml',
    "resume": "resume last",
    "runs": 'runs --regulation "JJG 52" --outcome not_conform --from 2026-11-01',
    "show": "show last",
    "report": "report last -o documents",
    "export": "export last -o run.xlsx",
    "replay": "replay last",
    "verify": "verify",
    "judge": 'judge last --under "JJG 52"',
    "amend": 'amend last --address indication/up/0.4MPa/after --value 0.40 --reason "read 0.04 for 0.40" '
    '--operator V001 --evidence "form 17" --checked-by V002',
    "backup": "backup runs-2026-11.sqlite",
    "restore": "restore runs-2026-11.sqlite --store restored.sqlite",
    "migrate": "migrate",
    "reevaluate": "reevaluate --standard PC-01 --as-of 2026-06-01 --withdrawn",
    "regulations": 'regulations "JJG 52"',
    "validity": "validity --jurisdiction CN --kind water-meter",
    "sign": "sign certificate.pdf --as checker --key R001.toml",
    "check": "check certificate.pdf --trust authority.crt",
    "example": 'example "JJG 229" -o rtd',
    "simulate": "simulate benches/gauge.toml --subject subjects/gauge.toml",
    "uncertainty": "uncertainty budget.toml -o budget.svg",
    "init": "init my-laboratory",
    "doctor": "doctor",
    "updates": "updates",
    "keys list": "keys list",
    "keys trust": 'keys trust aa62ef70184aeff4.pub --station "bench 2" --reason "new station"',
    "keys revoke": 'keys revoke aa62ef70184aeff4 --reason "computer sold"',
    "keys restart": 'keys restart --reason "all keys lost"',
    "keys serve": "keys serve /run/steelyard/keys.sock",
    "ledger adopt": 'ledger adopt --reason "runs before the ledger"',
    "ledger accept": 'ledger accept --reason "disk of bench 2 failed"',
    "lot list": "lot list",
    "lot plan": "lot plan lot.toml",
    "lot visual": "lot visual LOT-1 --removed 2026-11-20 --bench benches/electricity-meters.toml",
    "lot show": "lot show LOT-1",
    "lot decide": "lot decide LOT-1 --bench benches/electricity-meters.toml",
    "lot report": "lot report LOT-1 -o documents",
    "new driver": "new driver acme_9000 --unit °C",
    "new regulation": "new regulation my_gauge",
}
