"""What press databases export: Europresse, Factiva, LexisNexis and Nexis."""
