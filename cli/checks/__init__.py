"""What `manta doctor` looks at: small functions that return a finding, one file for each place they look."""
