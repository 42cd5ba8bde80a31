"""Who may do what, by topic; each answer is a Verdict with the sentence of its refusal."""
