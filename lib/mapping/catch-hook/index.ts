export { flatEvent, type HookFacts } from './flat-event';
export { sampleEvent } from './sample-event';
export { hookSourceSchema, type HookSource } from './source';
