import {
	ICredentialsHelper,
	type IAuthenticateGeneric,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialType,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INodeCredentialsDetails,
	type INodeProperties,
	type IRequestOptionsSimplified,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

export interface TestCredentials {
	/** Decrypted data by credential type. */
	readonly credentials: Readonly<Record<string, ICredentialDataDecryptedObject>>;
	readonly credentialTypes: readonly ICredentialType[];
}

/** Credentials from memory instead of n8n's database; they authenticate as their types say. */
export function testCredentialsHelper(given: TestCredentials): ICredentialsHelper {
	return new MemoryCredentialsHelper(given);
}

class MemoryCredentialsHelper extends ICredentialsHelper {
	private readonly given: TestCredentials;

	constructor(given: TestCredentials) {
		super();
		this.given = given;
	}

	getParentTypes(name: string): string[] {
		return this.type(name)?.extends ?? [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_nodeCredentials: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		const data = this.given.credentials[type];
		if (data === undefined) throw new Error(`The test has no credential of type '${type}'`);
		return { ...defaultsOf(this.type(type)), ...data };
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
	): Promise<IHttpRequestOptions> {
		const options = { ...requestOptions } as IHttpRequestOptions;
		const authenticate = this.type(typeName)?.authenticate;
		if (authenticate === undefined) return options;
		if (typeof authenticate === 'function') return await authenticate(credentials, options);
		return withGenericAuthentication(authenticate, credentials, options);
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		_node: unknown,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = this.type(typeName);
		const expirable = type?.properties.find(({ typeOptions }) => typeOptions?.expirable);
		if (type?.preAuthentication === undefined || expirable === undefined) return undefined;
		if (Boolean(credentials[expirable.name]) && !credentialsExpired) return undefined;
		return await this.runPreAuthentication(helpers, credentials, typeName);
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const fresh = await this.type(typeName)?.preAuthentication?.call(helpers, credentials);
		if (fresh === undefined) return undefined;
		return { ...credentials, ...(fresh as ICredentialDataDecryptedObject) };
	}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('A test of one node keeps no encrypted credentials');
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}

	getCredentialsProperties(type: string): INodeProperties[] {
		return this.type(type)?.properties ?? [];
	}

	private type(name: string): ICredentialType | undefined {
		return this.given.credentialTypes.find((type) => type.name === name);
	}
}

function defaultsOf(type: ICredentialType | undefined): ICredentialDataDecryptedObject {
	return Object.fromEntries(
		(type?.properties ?? []).map(({ name, default: value }) => [name, value]),
	) as ICredentialDataDecryptedObject;
}

/** n8n resolves `{{$credentials.name}}` in these; nothing else is used by credential types. */
function withGenericAuthentication(
	{ properties }: IAuthenticateGeneric,
	credentials: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
): IHttpRequestOptions {
	const resolved = resolve(properties, credentials) as IAuthenticateGeneric['properties'];
	return {
		...options,
		...(resolved.headers ? { headers: { ...options.headers, ...resolved.headers } } : {}),
		...(resolved.qs ? { qs: { ...options.qs, ...resolved.qs } } : {}),
		...(resolved.auth
			? {
					auth: {
						username: String(resolved.auth.username),
						password: String(resolved.auth.password),
					},
				}
			: {}),
		...(resolved.body ? { body: { ...(options.body as object), ...resolved.body } } : {}),
	};
}

function resolve(value: unknown, credentials: ICredentialDataDecryptedObject): unknown {
	if (typeof value === 'string') {
		return value
			.replace(/^=/, '')
			.replace(/\{\{\s*\$credentials\??\.(\w+)\s*\}\}/g, (_, name: string) =>
				String(credentials[name] ?? ''),
			);
	}
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, member]) => [
			String(resolve(key, credentials)),
			resolve(member, credentials),
		]),
	);
}
