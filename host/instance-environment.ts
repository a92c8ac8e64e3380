import path from 'node:path';

import type { InstanceSecrets } from './instance-secrets.ts';

/** Nothing leaves the machine: no telemetry, no update checks, no template or package look-ups. */
const CLOSED = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_AI_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry',
} as const;

/** What the environment of one instance is made of. */
export interface EnvironmentOptions {
	readonly userFolder: string;
	readonly port: number;
	readonly brokerPort: number;
	readonly url: string;
	readonly secrets: InstanceSecrets;
	/** Extra variables; they win over every default. */
	readonly extra: Readonly<Record<string, string>>;
}

/**
 * Variables of the calling shell that would change a closed instance: n8n's own, npm's, and those of
 * a test runner (with NODE_ENV=test n8n writes no log and ends at once).
 */
function inherited(): NodeJS.ProcessEnv {
	const foreign =
		/^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_URL|NODE_FUNCTION_|npm_|NODE_ENV$|JEST_|E2E_TESTS)/;
	return Object.fromEntries(Object.entries(process.env).filter(([key]) => !foreign.test(key)));
}

/**
 * The environment of a quiet n8n that listens on the loopback interface only, whose owner exists
 * without clicks. Expression isolates are acquired lazily: a webhook whose description holds no
 * expression then answers more than ten times faster.
 */
export function instanceEnvironment(options: EnvironmentOptions): NodeJS.ProcessEnv {
	const { userFolder, port, brokerPort, url, secrets } = options;
	const binFolder = path.dirname(process.execPath);
	return {
		...inherited(),
		PATH: [binFolder, process.env['PATH'] ?? ''].join(path.delimiter),
		...CLOSED,
		N8N_USER_FOLDER: userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PROTOCOL: 'http',
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_SECURE_COOKIE: 'false',
		N8N_ENCRYPTION_KEY: secrets.encryptionKey,
		N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
		N8N_WEBHOOK_URL: `${url}/`,
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_EDITOR_BASE_URL: `${url}/`,
		N8N_INSTANCE_OWNER_MANAGED_BY_ENV: 'true',
		N8N_INSTANCE_OWNER_EMAIL: secrets.owner.email,
		N8N_INSTANCE_OWNER_FIRST_NAME: secrets.owner.firstName,
		N8N_INSTANCE_OWNER_LAST_NAME: secrets.owner.lastName,
		N8N_INSTANCE_OWNER_PASSWORD_HASH: secrets.ownerPasswordHash,
		...options.extra,
	};
}
