import { AffiliateError } from '../../kernel';

/**
 * The address of a path below the one that the credential belongs to. Throws `foreign_address` for a path that
 * leads anywhere else, such as "@evil.example/": some paths come from answers, and with them the secret would go.
 */
export function addressBelow(baseUrl: string, path: string, vendor: string): string {
	const address = `${baseUrl}${path}`;
	const isPath = path === '' || path.startsWith('/');
	if (isPath && URL.canParse(address) && isBelow(new URL(baseUrl), new URL(address)))
		return address;
	throw new AffiliateError(`A path leads away from the address of ${vendor}`, {
		code: 'foreign_address',
		hint: 'Nothing was sent there. Give a path that begins with a slash; if none was given, ask whoever runs the service.',
	});
}

function isBelow(base: URL, { origin, pathname, username, password }: URL): boolean {
	const root = `${base.pathname.replace(/\/+$/, '')}/`;
	const isSameServer = origin === base.origin && username === '' && password === '';
	return isSameServer && `${pathname}/`.startsWith(root);
}
