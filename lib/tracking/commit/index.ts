export { BatchLane, type LaneLimits } from './batch-lane';
export type { ClickSpool } from './click-spool';
export {
	GROUP_COMMIT_LIMITS,
	GroupCommit,
	type GroupCommitEvents,
	type GroupCommitLimits,
	type GroupCommitParts,
} from './group-commit';
export { replaySpool, type Replayed } from './replay';
