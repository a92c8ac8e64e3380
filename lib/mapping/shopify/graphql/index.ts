export { withoutOneSidedFields } from './one-sided-fields';
export { shopifyGraphqlOrder, type ReadGraphqlOrder } from './order';
export type { RemovedUnits } from './removed-units';
export { shopifyOrderRead } from './read';
