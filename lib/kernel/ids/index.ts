export { canonicalJson } from './canonical-json';
export { clickId, isClickId } from './click-id';
export { contentHash } from './content-hash';
export { deterministicId, type IdPrefix } from './deterministic-id';
