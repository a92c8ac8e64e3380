import { operation } from '../operation';

const TAGGED = 'node { id ... on Order { tags } ... on Customer { tags } }';

export const TAGS_OF = operation(
	'TagsOf',
	`query TagsOf($id: ID!) { node(id: $id) { id ... on Order { tags } ... on Customer { tags } } }`,
);

export const ADD_TAGS = operation(
	'AddTags',
	`mutation AddTags($id: ID!, $tags: [String!]!) {
	tagsAdd(id: $id, tags: $tags) { ${TAGGED} userErrors { field message } }
}`,
);

export const REMOVE_TAGS = operation(
	'RemoveTags',
	`mutation RemoveTags($id: ID!, $tags: [String!]!) {
	tagsRemove(id: $id, tags: $tags) { ${TAGGED} userErrors { field message } }
}`,
);

export const SET_METAFIELDS = operation(
	'SetMetafields',
	`mutation SetMetafields($metafields: [MetafieldsSetInput!]!) {
	metafieldsSet(metafields: $metafields) {
		metafields { id namespace key value }
		userErrors { field message code }
	}
}`,
);

export const ORDER_DETAILS = operation(
	'OrderDetails',
	`query OrderDetails($id: ID!) { order(id: $id) { id note customAttributes { key value } } }`,
);

export const UPDATE_ORDER = operation(
	'UpdateOrder',
	`mutation UpdateOrder($input: OrderInput!) {
	orderUpdate(input: $input) {
		order { id note customAttributes { key value } }
		userErrors { field message }
	}
}`,
);
