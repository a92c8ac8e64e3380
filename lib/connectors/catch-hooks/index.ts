export { parseCatchHook, type CatchHook } from './hook';
export type { HookOutcome } from './judge-answer';
export { sendEvent, SIGNATURE_HEADER, type HookConnection } from './send-event';
export { HOOK_SERVICES, type HookService } from './services';
