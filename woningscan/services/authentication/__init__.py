"""Who gets in: signing in, sessions, devices, factors, invitations, and showing again who it is."""
