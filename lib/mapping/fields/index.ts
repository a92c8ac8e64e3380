export { liveMisfits, type LiveMisfit } from './live-misfits';
export { mapRecord, type FieldProblem, type MappingResult } from './map-record';
export { presetMapping, SOURCE_VOCABULARIES, TARGET_VOCABULARIES } from './presets';
