export type { ClickKeeper, KeepingEvents } from './click-keeper';
export { ClickCarrier } from './click-carrier';
export { ClickRuntime, type NetworkLists } from './click-runtime';
export {
	readClickSettings,
	type ClickOptions,
	type ClickSettings,
	type CountingRules,
} from './click-settings';
export type { EdgeLog } from './edge-log';
export { EdgeServer } from './edge-server';
export { EdgeWorkspace, type EdgeWorkspaceParts } from './edge-workspace';
export { FileSpool } from './file-spool';
export { JournalKeeper } from './journal-keeper';
export { readRequest, type WebhookRequest } from './read-request';
export { redirect, type WebhookResponse } from './redirect';
export { serveSite, type SiteAnswer } from './serve-site';
export type { EdgeSite } from './site';
export { readHosts, readPath, readPort } from './site-address';
export { StoreFirstKeeper } from './store-first-keeper';
