/** One thing Slack does that the playground must do too, and the page of Slack's documentation that says so. */
export type Rule = { id: string; says: string; page: `https://${'docs.slack.dev' | 'slack.com/help'}/${string}` }
