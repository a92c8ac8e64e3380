export { levelShares, levelTrace, type LevelEarner, type LevelShare } from './level-shares';
export { shareAmong, type Shares } from './share-among';
export { splitWeights } from './split-weights';
