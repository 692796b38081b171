"""De telefoonlijn."""
