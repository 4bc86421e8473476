"""What the editions for heat meters are called."""

FR, DE, ES, CN = "NOR ECEI1017960A:2010", "MessEV § 8 Nr. 4:2014", "RD 244/2016 XI:2016", "JJG 225-2024"
NL = "Regeling EU-meetinstrumenten art. 8a/2015"
STAGE = {FR: "initial", DE: "subsequent", NL: "in-service", ES: "initial", CN: "initial"}
PARTS = ["flow_sensor", "temperature_sensors", "calculator"]
