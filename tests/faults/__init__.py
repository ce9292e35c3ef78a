"""Nothing is ever lost: commands that die, are refused, run beside others or lose their files under their hands."""
