import { AffiliateError, isCurrencyCode, isTimeZone } from '../../kernel';

/** What one account of Post Affiliate Pro needs to be told; what may be left out has the vendor's default. */
export interface PostAffiliateProSettings {
	/** Of a merchant. User name and password, or the token, which versions from 5.8 take. */
	readonly username: string | null;
	readonly password: string | null;
	readonly authToken: string | null;
	/** ISO 4217; transactions carry amounts in the account's own currency without naming it. */
	readonly currency: string;
	/** `default1` unless the installation has several accounts. */
	readonly accountId?: string;
	/** IANA zone of the server's clock, in which all its dates are; America/Los_Angeles unless told. */
	readonly timeZone?: string;
	/** Campaign and commission type of orders that name none. */
	readonly campaignId?: string | null;
	readonly commissionTypeId?: string | null;
	/** Field of an affiliate that holds the company, such as `data2`: each account orders them anew. */
	readonly companyField?: string | null;
	/**
	 * Whether orders without an affiliate, but with a visitor or coupon, go to the sale script. It answers
	 * nothing and works later, so the platform then cannot be relied on to find what was sent: the caller
	 * keeps a claim. Off unless told.
	 */
	readonly tracksSales?: boolean;
	/**
	 * Whether an adjustment without a commission of ours lowers the commission in proportion to the amount,
	 * rounded half up: right for percentages, wrong for fixed commissions. Off unless told.
	 */
	readonly scalesCommission?: boolean;
	/** `direct`: the landing page with parameters. `redirect`: by the click script. */
	readonly linkStyle?: 'direct' | 'redirect';
	/** Names of the link's parameters where the account has other ones. */
	readonly linkParameters?: { readonly affiliate?: string; readonly banner?: string };
	/** Names of the scripts, which accounts may obscure; a leading slash stands for a path of its own. */
	readonly scripts?: Partial<ScriptNames>;
}

export interface ScriptNames {
	readonly server: string;
	readonly track: string;
	readonly click: string;
	readonly sale: string;
}

export interface Account extends Required<Omit<PostAffiliateProSettings, 'scripts'>> {
	/** Paths below the base URL. */
	readonly scripts: ScriptNames;
	readonly linkParameters: { readonly affiliate: string; readonly banner: string };
}

/** Throws `invalid_input`, with `path`, for settings that no account can have. */
export function accountOf(settings: PostAffiliateProSettings): Account {
	const { username, password, authToken, timeZone, scripts = {} } = settings;
	const hasLogin = isGiven(username) && isGiven(password);
	if (!hasLogin && !isGiven(authToken)) {
		throw invalid('password', 'Neither a user name with its password nor a token is given');
	}
	const currency = settings.currency.trim().toUpperCase();
	if (!isCurrencyCode(currency)) throw invalid('currency', 'The currency is no ISO 4217 code');
	const zone = timeZone ?? 'America/Los_Angeles';
	if (!isTimeZone(zone)) throw invalid('timeZone', 'The time zone is not known');
	return {
		username,
		password,
		authToken,
		currency,
		timeZone: zone,
		accountId: settings.accountId ?? 'default1',
		campaignId: settings.campaignId ?? null,
		commissionTypeId: settings.commissionTypeId ?? null,
		companyField: settings.companyField ?? null,
		tracksSales: settings.tracksSales ?? false,
		scalesCommission: settings.scalesCommission ?? false,
		linkStyle: settings.linkStyle ?? 'direct',
		linkParameters: { affiliate: 'a_aid', banner: 'a_bid', ...settings.linkParameters },
		scripts: {
			server: pathOf(scripts.server ?? 'server.php'),
			track: pathOf(scripts.track ?? 'track.php'),
			click: pathOf(scripts.click ?? 'click.php'),
			sale: pathOf(scripts.sale ?? 'sale.php'),
		},
	};
}

export function isGiven(text: string | null): text is string {
	return text !== null && text.trim() !== '';
}

function pathOf(name: string): string {
	const path = name.startsWith('/') ? name : `/scripts/${name}`;
	if (/^\/[\w./-]+$/.test(path) && !path.includes('..') && !path.startsWith('//')) return path;
	throw invalid('scripts', 'The name of a script has characters that no script has');
}

function invalid(path: string, message: string): AffiliateError {
	return new AffiliateError(`${message} (Post Affiliate Pro)`, {
		code: 'invalid_input',
		path,
		hint: 'Correct the credential of Post Affiliate Pro.',
	});
}
