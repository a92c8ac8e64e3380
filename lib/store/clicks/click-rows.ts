import { clickSchema, type Click } from '../../model/click';
import { parseModel } from '../../model/parse';
import type { ClicksTable } from '../tables';

export function clickRow(click: Click): ClicksTable {
	return {
		click_id: click.clickId,
		programme_id: click.programmeId,
		affiliate_id: click.affiliateId,
		link_id: click.linkId,
		occurred_at: click.occurredAt,
		destination: click.destination,
		category: click.category,
		is_counted: click.isCounted ? 1 : 0,
		count_reason: click.countReason,
		consent: click.consent,
		source: click.source,
		referrer: click.referrer,
		utm: JSON.stringify(click.utm),
		sub_ids: JSON.stringify(click.subIds),
		language: click.language,
		country: click.country,
		device: click.device,
		os: click.os,
		browser: click.browser,
		ip_hash: click.ipHash,
		user_agent_hash: click.userAgentHash,
		visitor_hash: click.visitorHash,
		address_hash: click.addressHash,
		journey_id: click.journeyId,
		medium: click.medium,
		opening: click.opening,
		network_kinds: JSON.stringify(click.networkKinds),
	};
}

export function clickOfRow(row: ClicksTable): Click {
	return parseModel(
		clickSchema,
		{
			clickId: row.click_id,
			programmeId: row.programme_id,
			affiliateId: row.affiliate_id,
			linkId: row.link_id,
			occurredAt: row.occurred_at,
			destination: row.destination,
			category: row.category,
			isCounted: row.is_counted === 1,
			countReason: row.count_reason,
			consent: row.consent,
			source: row.source,
			referrer: row.referrer,
			utm: JSON.parse(row.utm) as unknown,
			subIds: JSON.parse(row.sub_ids) as unknown,
			language: row.language,
			country: row.country,
			device: row.device,
			os: row.os,
			browser: row.browser,
			ipHash: row.ip_hash,
			userAgentHash: row.user_agent_hash,
			visitorHash: row.visitor_hash,
			addressHash: row.address_hash,
			journeyId: row.journey_id,
			medium: row.medium,
			opening: row.opening,
			networkKinds: JSON.parse(row.network_kinds) as unknown,
		},
		'click',
	);
}
