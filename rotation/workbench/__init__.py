"""What the workbench shows of the front line and of rotations."""
