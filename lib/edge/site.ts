import { AffiliateError } from '../kernel';
import type { ClickRuntime } from './click-runtime';
import type { ClickSettings } from './click-settings';

/** One address of tracked links on a port: which hosts and path it has, and how its clicks are kept. */
export interface EdgeSite {
	/** For messages. */
	readonly name: string;
	/** Lower case, without a port; empty: every host that no other site has. */
	readonly hosts: readonly string[];
	/** First part of the path, without slashes; empty: links are right behind the host. */
	readonly path: string;
	readonly settings: ClickSettings;
	readonly runtime: ClickRuntime;
}

/** A site together with the link code that the path names. */
export interface SiteMatch {
	readonly site: EdgeSite;
	/** Still encoded; null when the path ends with the site's own. */
	readonly pathCode: string | null;
}

/** The sites of one port. */
export class SiteTable {
	private readonly sites: EdgeSite[] = [];

	get size(): number {
		return this.sites.length;
	}

	/** Throws `host_taken` when another site has the same host and path. */
	add(site: EdgeSite): void {
		const other = this.sites.find((each) => each.path === site.path && shareHost(each, site));
		if (other !== undefined) {
			throw new AffiliateError(`'${other.name}' serves this host and path already`, {
				code: 'host_taken',
				hint: 'Give one of the two another host, path or port.',
			});
		}
		this.sites.push(site);
		this.sites.sort(bySpeciality);
	}

	remove(site: EdgeSite): void {
		const index = this.sites.indexOf(site);
		if (index >= 0) this.sites.splice(index, 1);
	}

	/** `path` is that of the request, `host` its header as it came. */
	find(host: string, path: string): SiteMatch | null {
		const name = hostName(host);
		const [first = '', second = null, ...rest] = path.slice(1).split('/');
		for (const site of this.sites) {
			if (site.hosts.length > 0 && !site.hosts.includes(name)) continue;
			if (site.path === '') {
				if (second === null) return { site, pathCode: first === '' ? null : first };
			} else if (site.path === first && rest.length === 0) {
				return { site, pathCode: second === '' ? null : second };
			}
		}
		return null;
	}
}

/** A named host comes before any host, and a path of its own before codes right behind the host. */
function bySpeciality(a: EdgeSite, b: EdgeSite): number {
	const open = Number(a.hosts.length === 0) - Number(b.hosts.length === 0);
	return open === 0 ? Number(a.path === '') - Number(b.path === '') : open;
}

function shareHost(a: EdgeSite, b: EdgeSite): boolean {
	if (a.hosts.length === 0 || b.hosts.length === 0) return a.hosts.length === b.hosts.length;
	return a.hosts.some((host) => b.hosts.includes(host));
}

/** `Host` without its port, in lower case. */
function hostName(header: string): string {
	const end = header.startsWith('[') ? header.indexOf(']') + 1 : header.indexOf(':');
	return (end > 0 ? header.slice(0, end) : header).toLowerCase();
}
