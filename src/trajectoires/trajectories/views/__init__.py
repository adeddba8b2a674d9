"""The pages of « Ma trajectoire ». The first line of each view says who may pass."""
