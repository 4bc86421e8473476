"""What a bench can do, without naming an instrument: one role class per quantity.

A regulation asks for roles; the bench file says which driver fills each. Every method of a role is marked: a *reading*
returns a `Reading` or one of `drivers.roles.readings`, journaled before it is used; a *command* returns nothing,
journaled before it is carried out. A person at a keyboard or a filled-in form can fill any role, so nothing here may
assume that an instrument answers. Every method raises only the errors of `drivers.errors`.

A laboratory's own regulation can define role classes of its own with the same marks.
"""

from drivers.roles.anti_fraud import IndependentEncoder, InvestigatedDispenser, PortAnalyser
from drivers.roles.anti_fraud_charging import InvestigatedChargingPoint
from drivers.roles.anti_fraud_flow import FlowReference, InvestigatedFlowMeter
from drivers.roles.anti_fraud_meters import InvestigatedMeter, MeterEvents, SeriesReference
from drivers.roles.anti_fraud_scales import ScaleKeypad
from drivers.roles.anti_fraud_taximeters import InvestigatedTaximeter, RoadRun
from drivers.roles.appliances import Appliance, StorageHeater
from drivers.roles.arguments import Argument, BadArgument, argument_text, checked, wording
from drivers.roles.automatic import (
    BeltRun,
    FillingInstrument,
    HopperRun,
    MovingLoads,
    ProductRun,
    RailWeighbridge,
    StaticTest,
    TareTest,
    Totaliser,
    TrainRun,
)
from drivers.roles.breath import BreathSimulator
from drivers.roles.charging import ChargingPoint, TimeComparison, VehicleLoad
from drivers.roles.dynamic import ClockedRecorder, TimingSignal, WaterChannel
from drivers.roles.electricity import AUTOMATIC, DIRECT, ACDCSource, Counter, DigitalMultimeter
from drivers.roles.emissions import GasMixtures, NeutralFilters, SmokeSource
from drivers.roles.environment import Barometer, Environment, SupplyMonitor
from drivers.roles.filling import claimed, lacking, problem
from drivers.roles.flow import (
    DeliverySystem,
    FuelDispenser,
    GasDispenser,
    GasFlowStandard,
    GasVessel,
    ProvingCan,
    WaterBench,
)
from drivers.roles.gas import GasBench, GasValve
from drivers.roles.general import (
    AdjustableSource,
    AppliedStandard,
    Display,
    MultiDisplay,
    MultiSource,
    ResponseRecorder,
    Stopwatch,
)
from drivers.roles.grain import GrainMoistureMeter, GrainSamples
from drivers.roles.heat import HeatBench
from drivers.roles.influences import ClimaticChamber, DisturbanceGenerator, VariableSupply
from drivers.roles.instrument import Clock, Energised, Identified, Identity, Person, Reading
from drivers.roles.liquids import LiquidHandler
from drivers.roles.marks import Kind, Mark, Words, command, energises, is_role, mark_of, methods_of, reading, reading_of
from drivers.roles.mass import Balance, ControlInstrument, IndicationRecorder, WeighingInstrument
from drivers.roles.materials import MaterialHandler
from drivers.roles.medical import InfusionPump, PatientSimulator, RadiationSource
from drivers.roles.meters import QUANTITIES, MeterClock, MeterRegister
from drivers.roles.motion import HiredDistance, RollerBench, SpeedSimulator, Taximeter, TimeReference, TrafficReference
from drivers.roles.packages import BottleHandler, PackageHandler
from drivers.roles.packing import PackagingExaminer
from drivers.roles.people import Inspector, Leads, LoadHandler, PointerGauge, PriceDisplay
from drivers.roles.power import PHASES, EnergyComparator, Phase, PowerAnalyser, PowerSource, ReferenceEnergyMeter
from drivers.roles.pressure import DigitalGauge, PressureSource, SetPointers, SwitchingContacts
from drivers.roles.readings import AnyReading, FileReading, InstantReading, Points, SeriesReading, TextReading
from drivers.roles.temperature import TemperatureSource, Thermometer
from drivers.roles.vessels import FuelMeasure
from drivers.roles.weights import Magnetometer, WeightHandler

__all__ = [
    "AUTOMATIC",
    "DIRECT",
    "PHASES",
    "QUANTITIES",
    "ROLES",
    "ACDCSource",
    "AdjustableSource",
    "AnyReading",
    "Appliance",
    "AppliedStandard",
    "Argument",
    "BadArgument",
    "Balance",
    "Barometer",
    "BeltRun",
    "BottleHandler",
    "BreathSimulator",
    "ChargingPoint",
    "ClimaticChamber",
    "Clock",
    "ClockedRecorder",
    "ControlInstrument",
    "Counter",
    "DeliverySystem",
    "DigitalGauge",
    "DigitalMultimeter",
    "Display",
    "DisturbanceGenerator",
    "Energised",
    "EnergyComparator",
    "Environment",
    "FileReading",
    "FillingInstrument",
    "FlowReference",
    "FuelDispenser",
    "FuelMeasure",
    "GasBench",
    "GasDispenser",
    "GasFlowStandard",
    "GasMixtures",
    "GasValve",
    "GasVessel",
    "GrainMoistureMeter",
    "GrainSamples",
    "HeatBench",
    "HiredDistance",
    "HopperRun",
    "Identified",
    "Identity",
    "IndependentEncoder",
    "IndicationRecorder",
    "InfusionPump",
    "Inspector",
    "InstantReading",
    "InvestigatedChargingPoint",
    "InvestigatedDispenser",
    "InvestigatedFlowMeter",
    "InvestigatedMeter",
    "InvestigatedTaximeter",
    "Kind",
    "Leads",
    "LiquidHandler",
    "LoadHandler",
    "Magnetometer",
    "Mark",
    "MaterialHandler",
    "MeterClock",
    "MeterEvents",
    "MeterRegister",
    "MovingLoads",
    "MultiDisplay",
    "MultiSource",
    "NeutralFilters",
    "PackageHandler",
    "PackagingExaminer",
    "PatientSimulator",
    "Person",
    "Phase",
    "PointerGauge",
    "Points",
    "PortAnalyser",
    "PowerAnalyser",
    "PowerSource",
    "PressureSource",
    "PriceDisplay",
    "ProductRun",
    "ProvingCan",
    "RadiationSource",
    "RailWeighbridge",
    "Reading",
    "ReferenceEnergyMeter",
    "ResponseRecorder",
    "RoadRun",
    "RollerBench",
    "ScaleKeypad",
    "SeriesReading",
    "SeriesReference",
    "SetPointers",
    "SmokeSource",
    "SpeedSimulator",
    "StaticTest",
    "Stopwatch",
    "StorageHeater",
    "SupplyMonitor",
    "SwitchingContacts",
    "TareTest",
    "Taximeter",
    "TemperatureSource",
    "TextReading",
    "Thermometer",
    "TimeComparison",
    "TimeReference",
    "TimingSignal",
    "Totaliser",
    "TrafficReference",
    "TrainRun",
    "VariableSupply",
    "VehicleLoad",
    "WaterBench",
    "WaterChannel",
    "WeighingInstrument",
    "WeightHandler",
    "Words",
    "argument_text",
    "checked",
    "claimed",
    "command",
    "energises",
    "is_role",
    "lacking",
    "mark_of",
    "methods_of",
    "problem",
    "reading",
    "reading_of",
    "wording",
]  # fmt: skip

ROLES: tuple[type, ...] = (
    BeltRun, FillingInstrument, HopperRun, MovingLoads, ProductRun, RailWeighbridge, StaticTest, TareTest, Totaliser,
    TrainRun,
    WeighingInstrument, ControlInstrument, Balance, IndicationRecorder, LoadHandler, PriceDisplay,
    WeightHandler, Magnetometer, LiquidHandler,
    PressureSource, DigitalGauge, PointerGauge, SetPointers, SwitchingContacts,
    ACDCSource, DigitalMultimeter, Counter, Leads,
    PowerSource, ReferenceEnergyMeter, EnergyComparator, PowerAnalyser,
    Appliance, StorageHeater, MaterialHandler,
    MeterRegister, MeterClock,
    ChargingPoint, VehicleLoad, TimeComparison,
    TemperatureSource, Thermometer,
    DeliverySystem, GasDispenser, GasVessel,
    FuelDispenser, GasFlowStandard, GasBench, GasValve, HeatBench, ProvingCan, WaterBench, PackageHandler,
    BottleHandler,
    InvestigatedMeter, MeterEvents, SeriesReference, InvestigatedChargingPoint,
    InvestigatedFlowMeter, FlowReference,
    InvestigatedDispenser, IndependentEncoder, PortAnalyser, ScaleKeypad, InvestigatedTaximeter, RoadRun,
    RollerBench, HiredDistance, Taximeter, TimeReference,
    SpeedSimulator, TrafficReference,
    GrainMoistureMeter, GrainSamples, BreathSimulator,
    GasMixtures, NeutralFilters, SmokeSource,
    FuelMeasure,
    RadiationSource, PatientSimulator, InfusionPump,
    Environment, Barometer, SupplyMonitor, ClimaticChamber, VariableSupply, DisturbanceGenerator,
    Display, MultiDisplay, AppliedStandard, AdjustableSource, MultiSource, Stopwatch, ResponseRecorder,
    ClockedRecorder, TimingSignal, WaterChannel,
    Inspector,
)  # fmt: skip
"""Every role class of this package."""
