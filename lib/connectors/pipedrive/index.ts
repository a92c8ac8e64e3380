export { PipedriveConnector } from './connector';
export {
	DEAL_STATUSES,
	DEFAULT_PIPEDRIVE_SETTINGS,
	type DealStatus,
	type PipedriveSettings,
} from './settings';
